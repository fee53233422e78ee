import { Button, Table } from 'antd'
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as include } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef, useState } from 'react'
import { useWords } from './language.ts'
import { Scrolling } from './Scrolling.tsx'
import { kit } from './words.ts'

include([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer])

export interface Series {
  readonly title: string
  readonly colour: string
  readonly values: readonly number[]
}

interface Line {
  readonly row: string
  readonly values: readonly number[]
}

interface ChartProps {
  readonly title: string
  readonly rows: readonly string[]
  readonly series: readonly Series[]
  /** Bars of one row beside or on each other. */
  readonly stacked?: boolean
}

/** Horizontal bars with a table that says the same: for readers of screens, for printing, for copying into Excel. */
export function Chart({ title, rows, series, stacked }: ChartProps) {
  const words = useWords(kit)
  const box = useRef<HTMLDivElement>(null)
  const [table, setTable] = useState(false)
  const height = 70 + rows.length * (stacked ? 38 : 18 * series.length + 12)

  useEffect(() => {
    if (table || !box.current) return
    const narrow = box.current.clientWidth < 480
    const chart = init(box.current, undefined, { height: narrow ? height + 24 : height })
    chart.setOption({
      aria: { enabled: true, label: { description: title } },
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      grid: { left: 8, right: 24, top: narrow ? 60 : 36, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, icon: 'roundRect' },
      // An HTML tooltip would need inline styles, which the content policy forbids.
      tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: [...rows],
        axisLabel: { width: narrow ? 120 : 190, overflow: 'break', lineHeight: 15 },
      },
      series: series.map(one => ({
        type: 'bar',
        name: one.title,
        data: [...one.values],
        stack: stacked ? 'all' : undefined,
        itemStyle: { color: one.colour },
        barMaxWidth: 22,
      })),
    })
    const watcher = new ResizeObserver(() => chart.resize())
    watcher.observe(box.current)
    return () => {
      watcher.disconnect()
      chart.dispose()
    }
  }, [table, title, rows, series, stacked, height])

  return (
    <figure className="chart">
      <figcaption>
        <span>{title}</span>
        <Button type="link" size="small" onClick={() => setTable(!table)}>
          {table ? words.asChart : words.asTable}
        </Button>
      </figcaption>
      {table ? (
        <Scrolling title={title}>
          <Table<Line>
            size="small"
            pagination={false}
            rowKey="row"
            dataSource={rows.map((row, at) => ({ row, values: series.map(one => one.values[at] ?? 0) }))}
            columns={[
              { key: 'row', title: words.rowName, render: (_: unknown, line: Line) => line.row },
              ...series.map((one, at) => ({
                key: one.title,
                title: one.title,
                align: 'right' as const,
                render: (_: unknown, line: { values: readonly number[] }) => line.values[at],
              })),
            ]}
          />
        </Scrolling>
      ) : (
        <div ref={box} className="chart-box" role="img" aria-label={title} />
      )}
    </figure>
  )
}
