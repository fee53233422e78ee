import { expect, it } from 'vitest'
import { regionTableOf } from './region-table.ts'

it('one row a place, by its six digits; headings, development zones and a city listed under itself are no places', () => {
  const table = regionTableOf(
    {
      provinces: 'code,name\n11,"北京市"\n53,"云南省"\n',
      cities: 'code,name,provinceCode\n1101,"市辖区",11\n5301,"昆明市",53\n5399,"独市",53\n',
      areas:
        'code,name,cityCode,provinceCode\r\n530102,"五华区",5301,53\r\n110101,"东城区",1101,11\n530171,"某开发区",5301,53\n530102400,"某园区",5301,53\n539900,"独市",5399,53\n539901,"独市",5399,53\n',
    },
    '2023-06-30',
  )
  expect(table.split('\n').slice(2)).toEqual([
    '110000,北京市',
    '110101,东城区',
    '530000,云南省',
    '530100,昆明市',
    '530102,五华区',
    '539900,独市',
    '',
  ])
  expect(table).toContain('2023-06-30')
})
