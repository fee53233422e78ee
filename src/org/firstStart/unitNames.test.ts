import { expect, it } from 'vitest'
import { isRefusal } from '../../kit/refusal.ts'
import { placeTable } from './placeTable.ts'
import { faultOfUnits, otherUnits, unitNamesOf } from './unitNames.ts'

const namesOf = (code: string) => {
  const { level, path } = placeTable().find(code)!
  return Object.values(unitNamesOf(level, path))
}

// prettier-ignore
it.each([
  ['530000', ['中共云南省委政法委员会', '云南省高级人民法院', '云南省人民检察院', '云南省公安厅', '云南省司法厅']],
  ['110000', ['中共北京市委政法委员会', '北京市高级人民法院', '北京市人民检察院', '北京市公安局', '北京市司法局']],
  ['530100', ['中共昆明市委政法委员会', '昆明市中级人民法院', '昆明市人民检察院', '昆明市公安局', '昆明市司法局']],
  ['652900', ['中共阿克苏地委政法委员会', '阿克苏地区中级人民法院', '新疆维吾尔自治区人民检察院阿克苏分院', '阿克苏地区公安局', '阿克苏地区司法局']],
  ['530102', ['中共昆明市五华区委政法委员会', '昆明市五华区人民法院', '昆明市五华区人民检察院', '昆明市公安局五华分局', '昆明市五华区司法局']],
  ['370103', ['中共济南市市中区委政法委员会', '济南市市中区人民法院', '济南市市中区人民检察院', '济南市公安局市中区分局', '济南市市中区司法局']],
  ['330683', ['中共嵊州市委政法委员会', '嵊州市人民法院', '嵊州市人民检察院', '嵊州市公安局', '嵊州市司法局']],
  ['532922', ['中共漾濞彝族自治县委员会政法委员会', '漾濞彝族自治县人民法院', '漾濞彝族自治县人民检察院', '漾濞彝族自治县公安局', '漾濞彝族自治县司法局']],
])('the organs of %s are proposed as they are called there, so that most need no mending', (code, names) => {
  expect(namesOf(code)).toEqual(names)
})

it('an emptied name is left out, a name twice is refused at the later field, and unwished units are not looked at', () => {
  const names = { committee: '市委政法委', court: '', procuratorate: '甲', police: '市委政法委', justice: '市司法局' }
  expect(faultOfUnits(names, true)).toMatchObject([
    { because: 'unit_name', field: 'procuratorate' },
    { because: 'unit_twice', field: 'police' },
  ])
  expect(faultOfUnits(names, false)).toEqual([])
  expect(faultOfUnits({ ...names, committee: '' }, false).every(isRefusal)).toBe(true)
  expect(otherUnits(names).map(({ organ }) => organ)).toEqual(['procuratorate', 'police', 'justice'])
})
