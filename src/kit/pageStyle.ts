import { palette } from './palette.ts'

/**
 * One style for every page that a citizen reads. Type is 18 px at the least and 23 px in the large version; whatever can
 * be pressed is 48 px high, 64 px in the large version (65 px wide faces on a 360 px screen; narrower ones, and a desk at
 * four times the size, have them below each other). A link that stands alone is a `way` and as high; one in a sentence is as
 * high as its line. A chosen answer looks the same whichever it is: somebody looking over a shoulder reads no level from a
 * colour.
 */
const colours = Object.entries(palette)
  .map(([name, value]) => `--${name}:${value}`)
  .join(';')

const base = `:root{${colours};--tap:48px;color-scheme:light}
html{font-size:112.5%;-webkit-text-size-adjust:100%;scroll-padding:1rem}
html.big{font-size:143.75%;--tap:64px}
*{box-sizing:border-box}
p,li{text-wrap:pretty}
body{margin:0;background:var(--paper);color:var(--ink);font-family:"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei","Noto Sans SC","Source Han Sans SC","Noto Sans CJK SC",system-ui,sans-serif;line-height:1.55;overflow-wrap:anywhere;line-break:strict}
a{color:var(--house);text-underline-offset:.2em}
h1,h2,p,ul,ol,fieldset,legend,dl,dd{margin:0;padding:0;border:0;min-width:0}
h1{font-size:1.4rem;line-height:1.3;font-weight:700;letter-spacing:.01em;text-wrap:balance}
h2,.q{font-size:1.15rem;line-height:1.4;font-weight:700}
:focus-visible{outline:3px solid var(--house);outline-offset:3px;border-radius:6px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem 1rem;z-index:2}
[hidden]{display:none!important}
header,main,footer{max-width:40rem;margin:0 auto;padding:0 .75rem}
header{display:flex;align-items:center;flex-wrap:wrap;justify-content:space-between;gap:0 .5rem;min-height:max(48px,var(--tap))}
.brand{display:flex;align-items:center;gap:.4rem;font-weight:700;color:var(--house);letter-spacing:.1em}
.brand svg{width:1.35em;height:1.35em}
.tools{display:flex;flex-wrap:wrap}
.tools a,.tools button{display:inline-flex;align-items:center;justify-content:center;min-height:var(--tap);min-width:var(--tap);padding:0 .45rem;font:inherit;color:var(--house);background:none;border:0;cursor:pointer;text-decoration:underline}
footer{color:var(--soft);padding-top:1.25rem;padding-bottom:2.5rem}
footer p+p{margin-top:.5rem}
.soft{color:var(--soft)}
.way{display:inline-block;min-width:var(--tap);padding:calc((var(--tap) - 1.4em)/2) 0}
li>.way{display:block}
.stack>*+*{margin-top:.75rem}
.stack>[type=hidden]+*{margin-top:0}
fieldset>legend{margin-bottom:.35rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:.75rem .7rem;box-shadow:0 1px 0 #fff inset,0 10px 30px -22px #5b4a2a}
.note{background:var(--warn);border-radius:12px;padding:.75rem .9rem}
.faults{background:var(--sealWash);border:2px solid var(--seal);border-radius:12px;padding:.75rem .9rem}
.faults ul{padding-left:1.2em}
.fault{color:var(--seal);font-weight:700}
.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:max(60px,var(--tap));padding:.4rem 1rem;border:2px solid var(--house);border-radius:14px;background:var(--house);color:var(--white);font:inherit;font-size:1.25rem;font-weight:700;letter-spacing:.08em;text-decoration:none;cursor:pointer}
.button:hover{background:var(--deep)}
.button.quiet{background:var(--card);color:var(--house);font-size:1.05rem;letter-spacing:.02em}
.button.quiet:hover{background:var(--wash)}
.button.quiet.seal{color:var(--seal);border-color:var(--seal)}
.row{display:grid;gap:.6rem}
@media(min-width:34rem){header,main,footer{padding-left:1rem;padding-right:1rem}.row,.choices{display:grid;grid-template-columns:1fr 1fr;gap:.5rem .6rem}.choices>legend,.choices>.fault{grid-column:1/-1}.choices .choice+.choice{margin-top:0}h1{font-size:1.75rem}.card{padding:1.3rem 1.5rem}}`

const answers = `details{background:var(--card);border:1px solid var(--line);border-radius:14px}
summary{display:flex;align-items:center;gap:.6rem;min-height:max(56px,var(--tap));padding:.5rem .8rem;font-weight:700;line-height:1.35;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::after{content:"";flex:none;width:.55em;height:.55em;margin-left:auto;border:solid var(--house);border-width:0 3px 3px 0;transform:rotate(45deg) translate(-.1em,-.1em)}
details[open]>summary::after{transform:rotate(225deg) translate(-.1em,-.1em)}
details>.in{padding:0 .8rem 1.1rem}
ol:not([class]){padding-left:1.6em}
details.plain{background:none;border:0}
details.plain>summary{justify-content:flex-start;min-height:var(--tap);padding:0;color:var(--house);font-weight:400}
details.plain>summary::after{margin-left:0}
details.plain>.in{padding:0 0 .5rem}
details.sealed{border-color:var(--seal)}
details.sealed>summary{color:var(--seal)}
ul.dots{padding-left:1.1em}
ul.dots li+li{margin-top:.35rem}
.choice{position:relative;display:flex;align-items:center;gap:.7rem;min-height:var(--tap);padding:.45rem .8rem;border:2px solid var(--line);border-radius:12px;background:var(--white);cursor:pointer}
.choice+.choice{margin-top:.5rem}
.choice input{flex:none;width:1.4em;height:1.4em;margin:0;accent-color:var(--house)}
.choice:hover{border-color:var(--edge)}
.choice:has(:checked){border-color:var(--house);background:var(--wash)}
.choice:has(:focus-visible){outline:3px solid var(--house);outline-offset:2px}
.choice :focus-visible{outline:0}
.field{display:block;width:100%;margin-top:.4rem;padding:.65rem .8rem;min-height:var(--tap);border:2px solid var(--edge);border-radius:12px;background:var(--white);color:var(--ink);font:inherit}
textarea.field{min-height:6.5em;resize:vertical}
select.field{appearance:auto}
.field[aria-invalid=true]{border:3px solid var(--seal)}
label.q{display:block}`

const faces = `.faces{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:1px;margin-top:.4rem}
.face{position:relative;display:flex;flex-direction:column;align-items:center;gap:.35rem;min-width:60px;min-height:var(--tap);padding:.4rem 0;border:2px solid transparent;border-radius:14px;line-height:1.25;text-align:center;text-wrap:balance;cursor:pointer}
.face input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.face svg{width:3rem;height:3rem;flex:none}
.face:hover{background:var(--wash)}
.face:has(:checked){border-color:var(--house);background:var(--wash);font-weight:700}
.face:has(:focus-visible){outline:3px solid var(--house);outline-offset:1px}
.three .face svg{width:4rem;height:4rem}
.small .face svg{width:2.1rem;height:2.1rem}
.small+.choice{margin-top:.4rem}
.big .faces{grid-auto-flow:row;gap:.5rem}
.big .face{flex-direction:row;justify-content:flex-start;gap:1rem;padding:.35rem .8rem;border-color:var(--line);background:var(--white)}
.big .face:has(:checked){border-color:var(--house);background:var(--wash)}
.big .face svg{width:2.4rem;height:2.4rem}
.dimension+.dimension{margin-top:1.6rem}
@media(min-width:34rem){.face svg{width:3.6rem;height:3.6rem}}
@media(max-width:22.2rem){.faces:not(.three){grid-auto-flow:row;gap:.3rem}.faces:not(.three)>.face{flex-direction:row;justify-content:flex-start;gap:1rem;padding:.2rem .8rem;border-color:var(--line);background:var(--white)}.faces:not(.three)>.face:has(:checked){border-color:var(--house);background:var(--wash)}.faces:not(.three) svg{width:2rem;height:2rem}}
@media(forced-colors:active){.face:has(:checked),.choice:has(:checked){outline:3px solid Highlight}}
.ask:has([name=wish][value=none]:checked)~.if-call{display:none}
.ask:not(:has([name=speech][value=family]:checked)) .if-family{display:none}`

const promises = `.promises{list-style:none;margin-top:.5rem}
.promises li{position:relative;padding:.3rem 0 .3rem 1.6rem;border-top:1px solid var(--line);line-height:1.4}
.promises li:last-child{padding-bottom:0}
.promises svg{position:absolute;left:0;top:.45rem;width:1.15rem;height:1.15rem;color:var(--house)}
.code{font-family:ui-monospace,"SF Mono",Consolas,"Noto Sans SC",monospace;font-weight:700;letter-spacing:.05em;font-variant-numeric:tabular-nums}
p.code{display:grid;grid-template-columns:repeat(2,max-content);gap:0 1em;font-size:1.7rem;line-height:1.35}
@media(min-width:34rem){p.code{grid-template-columns:repeat(4,max-content)}}
.slip{border:2px dashed var(--edge);border-radius:14px;background:var(--white);padding:.9rem 1rem}
.said{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .7rem}
.word{display:inline-block;padding:.05em .5em;border-radius:.3em;background:var(--house);color:var(--white);font-size:1.5rem;font-weight:700;letter-spacing:.15em}
.steps{list-style:none}
.steps li{position:relative;padding:0 0 .9rem 2.1rem;line-height:1.4}
.steps li:last-child{padding-bottom:0}
.steps li::before{content:"";position:absolute;left:.35rem;top:.32rem;width:.9rem;height:.9rem;border-radius:50%;border:3px solid var(--edge);background:var(--card)}
.steps li:not(:last-child)::after{content:"";position:absolute;left:.9rem;top:1.55rem;bottom:-.15rem;width:3px;margin-left:-.1rem;background:var(--line)}
.steps .done::before{border-color:var(--house);background:var(--house)}
.steps .current::before{border-color:var(--house);box-shadow:0 0 0 5px var(--wash)}
.steps .current{font-weight:700}
.steps .soft{display:block;font-weight:400;line-height:1.3}
.shown{margin:0}
.shown a{display:block;min-width:var(--tap);min-height:var(--tap)}
.shown img{max-width:100%;border-radius:10px;border:1px solid var(--line)}
.facts dt{color:var(--soft)}
.facts dd{font-size:1.05rem}
.facts dd+dt{margin-top:.6rem}
@media(prefers-reduced-motion:no-preference){.button,.face,.choice{transition:background-color .15s,border-color .15s}}
@media print{header .tools,.no-print,footer,.skip{display:none!important}body{background:#fff}.card{box-shadow:none}}`

export const pageStyle = [base, answers, faces, promises].join('\n').replaceAll('\n', '')
