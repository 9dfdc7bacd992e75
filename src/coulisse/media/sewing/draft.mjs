// Drafts one sewing pattern with FreeSewing (MIT). JSON in on stdin, JSON out on stdout; nothing else is read or written.
//
// in:  {design, measurements (mm, degrees), options, sa (mm)}      or {design} alone: what the design asks for
// out: {version, title, parts: [{name, title, number, cut, grain, paths, notches, buttons}], warnings}
//      a path: {kind, dash, ops: [["M", x, y], ["L", x, y], ["C", x1, y1, x2, y2, x, y], ["Z"]]}, millimetres, y down

const read = async () => {
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  return JSON.parse(text)
}

const asked = await read()
const module = await import(`@freesewing/${asked.design}`)
const name = asked.design[0].toUpperCase() + asked.design.slice(1)
const Design = module[name]
const words = module.i18n?.en ?? {}

if (!asked.measurements) {
  const config = new Design({}).getConfig()
  const options = {}
  for (const [key, option] of Object.entries(config.options)) {
    if (typeof option === 'object') {
      const kind = ['pct', 'deg', 'mm', 'count', 'list', 'bool'].find((k) => k in option)
      const { min, max, list } = option
      options[key] = { kind, default: option[kind] ?? option.dflt, min, max, list: list && [...list], dflt: option.dflt }
    }
  }
  done({ measurements: config.measurements, optional: config.optionalMeasurements, options })
} else {
  const pattern = new Design({
    measurements: asked.measurements, options: asked.options ?? {}, sa: asked.sa, complete: true, paperless: false,
    locale: 'en', units: 'metric', expand: true,
  })
  pattern.draft()
  const store = pattern.setStores[0]
  const cutlist = store.get('cutlist') ?? {}
  const parts = []
  for (const [key, part] of Object.entries(pattern.parts[0])) {
    if (part.hidden) continue
    const found = one(key, part, cutlist[key])
    if (found.paths.length) parts.push(found)
  }
  const errors = (store.logs.error ?? []).map(String)
  const flags = Object.values(store.get('flag') ?? {}).flatMap((group) => Object.values(group))
  done({
    version: module.about.version, title: words.t ?? name, parts, errors,
    warnings: flags.map((flag) => words.s?.[`${flag.title}`] ?? flag.title).filter((text) => typeof text === 'string'),
  })
}

function one(key, part, cut) {
  const points = part.points
  const text = (end) => {
    const found = Object.entries(points).find(([k]) => k.startsWith('__macro_title') && k.endsWith(end))
    return found ? found[1].attributes.list['data-text']?.[0] : undefined
  }
  const raw = text('_title') ?? key.split('.')[1]
  const title = words.p?.[raw] ?? words.s?.[raw] ?? raw
  const paths = []
  for (const [id, path] of Object.entries(part.paths)) {
    const kind = kindOf(id, path)
    if (kind && !path.hidden && path.ops.length > 1) {
      paths.push({ kind, dash: /dash|dotted|help/.test(path.attributes.get('class') || ''), ops: path.ops.map(op) })
    }
  }
  const notches = []
  const buttons = []
  for (const snippet of Object.values(part.snippets)) {
    const at = [snippet.anchor.x, snippet.anchor.y]
    if (snippet.def.includes('notch')) notches.push(at)
    else if (snippet.def.includes('button') || snippet.def.includes('snap')) buttons.push([...at, snippet.def])
  }
  const materials = Object.entries(cut?.materials ?? {}).flatMap(([material, list]) =>
    list.map(({ cut, onFold, onBias, identical }) => ({ material, cut, onFold, onBias, identical })),
  )
  return {
    name: key, title: String(title), number: String(text('_nr') ?? ''), cut: materials, grain: cut?.grain ?? null,
    paths, notches, buttons,
  }
}

function kindOf(id, path) {
  const classes = (path.attributes.get('class') || '').split(' ')
  if (id.includes('cutonfold')) return 'fold'
  if (id.includes('grainline')) return 'grain'
  if (id.startsWith('__macro') || classes.includes('hidden')) return null
  if (classes.includes('sa')) return 'cut'
  const drawn = ['fabric', 'lining', 'interfacing', 'canvas', 'various']
  if (drawn.some((word) => classes.includes(word)) && !/dash|dotted|help/.test(classes.join(' '))) return 'seam'
  return 'mark'
}

function op(step) {
  if (step.type === 'move') return ['M', step.to.x, step.to.y]
  if (step.type === 'line') return ['L', step.to.x, step.to.y]
  if (step.type === 'curve') return ['C', step.cp1.x, step.cp1.y, step.cp2.x, step.cp2.y, step.to.x, step.to.y]
  return ['Z']
}

function done(answer) {
  process.stdout.write(JSON.stringify(answer))
}
