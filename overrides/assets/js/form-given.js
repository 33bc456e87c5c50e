// Answers that stand in the address of the form, as a link from another page gives them: made into a draft to put in.
const MOST = 40, LONGEST = 2000

// 'title=…&audience=pupils&audience=parents&grades=8-11&guests.0.role=employer' → { items, values }, null without any.
export function given(spec, search) {
  const items = {}, values = {}
  const add = (name, number) => { (items[name] ??= []).includes(number) || items[name].push(number) }
  for (const [path, text] of [...new URLSearchParams(search)].slice(0, MOST)) {
    const value = text.slice(0, LONGEST)
    const [name, number, inner] = path.split('.')
    const field = spec.fields.find((item) => item.name === name)
    if (!field || !value) continue
    if (field.list && field.kind === 'term') values[`${name}=${value}`] = true
    else if (field.list && field.kind === 'model') {
      if (!/^\d\d?$/.test(number ?? '') || !field.fields.some((item) => item.name === inner)) continue
      add(name, Number(number))
      values[`${name}-${Number(number)}-${inner}`] = value
    } else if (field.list) {
      const next = items[name]?.length ?? 0
      add(name, next)
      values[`${name}-${next}`] = value
    } else if (field.kind === 'grades') {
      const [from, to] = value.split('-')
      Object.assign(values, { [name]: from, [`${name}-to`]: to ?? from })
    } else if (field.kind === 'when') {
      const [day, time = ''] = value.split(' ')
      Object.assign(values, { [name]: day, [`${name}-time`]: time })
    } else values[path.replaceAll('.', '-')] = value
  }
  return Object.keys(values).length ? { items, values } : null
}
