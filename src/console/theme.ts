import type { ThemeConfig } from 'antd'

/** Calm green-blue of the house. Greys are darker than the library's, so that every text keeps a contrast of 4.5. */
export const theme: ThemeConfig = {
  cssVar: { key: 'huiyin' },
  hashed: false,
  token: {
    colorPrimary: '#0f5c63',
    colorInfo: '#0f5c63',
    colorLink: '#0f5c63',
    // The library would lighten them, and a link under the pointer is still to be read.
    colorLinkHover: '#0b4a50',
    colorLinkActive: '#083a3f',
    colorSuccess: '#2a7040',
    colorWarning: '#a15c00',
    colorError: '#b3261e',
    // Derived from such dark colours the backgrounds would turn muddy.
    colorPrimaryBg: '#e4f1ef',
    colorPrimaryBgHover: '#d5e9e6',
    colorInfoBg: '#e9f4f1',
    colorInfoBorder: '#b9d9d2',
    colorSuccessBg: '#f0f6f0',
    colorSuccessBorder: '#cfe2d1',
    colorWarningBg: '#fff4e0',
    colorWarningBorder: '#efcf94',
    colorErrorBg: '#fdecea',
    colorErrorBorder: '#efb5af',
    colorTextSecondary: 'rgba(0,0,0,.68)',
    colorTextTertiary: 'rgba(0,0,0,.62)',
    colorTextQuaternary: 'rgba(0,0,0,.60)',
    colorTextDescription: 'rgba(0,0,0,.64)',
    colorTextPlaceholder: 'rgba(0,0,0,.60)',
    colorTextDisabled: 'rgba(0,0,0,.58)',
    colorBgLayout: '#f4f6f5',
    borderRadius: 8,
    fontFamily: '"PingFang SC","Microsoft YaHei","HarmonyOS Sans SC","Noto Sans SC","Source Han Sans SC",system-ui,sans-serif',
  },
  components: {
    Tag: { colorWarning: '#7a4300', colorError: '#96180f', colorInfo: '#0f4a50' },
    Layout: { siderBg: '#0d3f45', headerBg: '#ffffff' },
    Menu: { darkItemBg: '#0d3f45', darkItemSelectedBg: '#0f6b73', darkItemColor: 'rgba(255,255,255,.88)' },
  },
}
