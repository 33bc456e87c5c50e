// QR codes (ISO/IEC 18004): bytes, error correction level M, versions 1–10, which is up to 213 bytes.
// For each version: error correction bytes of a block, blocks, data bytes of all blocks.
const VERSIONS = [, [10, 1, 16], [16, 1, 28], [26, 1, 44], [18, 2, 64], [24, 2, 86], [16, 4, 108], [18, 4, 124],
  [22, 4, 154], [22, 5, 182], [26, 5, 216]]
const QUIET = 4

// The field GF(256) with the polynomial 0x11d.
const power = [], log = []
for (let i = 0, value = 1; i < 255; i++) {
  power[i] = value
  log[value] = i
  value = value << 1 ^ (value & 128 ? 0x11d : 0)
}
const times = (one, other) => one && other ? power[(log[one] + log[other]) % 255] : 0

function correction(data, size) {
  let generator = [1]
  for (let i = 0; i < size; i++) {
    generator = [...generator, 0].map((value, n) => value ^ times(generator[n - 1] ?? 0, power[i]))
  }
  const rest = [...data, ...Array(size).fill(0)]
  for (let i = 0; i < data.length; i++) {
    const factor = rest[i]
    generator.forEach((value, n) => { rest[i + n] ^= times(value, factor) })
  }
  return rest.slice(data.length)
}

// Data and error correction bytes in the order in which they are placed.
function codewords(bytes, version) {
  const [size, blocks, total] = VERSIONS[version]
  const bits = [...`0100${bytes.length.toString(2).padStart(version < 10 ? 8 : 16, '0')}`]
  for (const byte of bytes) bits.push(...byte.toString(2).padStart(8, '0'))
  bits.push(...'0000'.slice(0, total * 8 - bits.length))
  while (bits.length % 8) bits.push('0')
  const data = []
  for (let i = 0; i < bits.length; i += 8) data.push(parseInt(bits.slice(i, i + 8).join(''), 2))
  for (let filler = 0xec; data.length < total; filler ^= 0xec ^ 0x11) data.push(filler)
  const short = Math.floor(total / blocks)
  const parts = []
  for (let n = 0, from = 0; n < blocks; n++) {
    const length = short + (n >= blocks - total % blocks ? 1 : 0)
    parts.push(data.slice(from, from += length))
  }
  const checks = parts.map((part) => correction(part, size))
  const woven = (rows) => Array.from({ length: Math.max(...rows.map((row) => row.length)) })
    .flatMap((_, i) => rows.filter((row) => i < row.length).map((row) => row[i]))
  return [...woven(parts), ...woven(checks)]
}

// A value followed by its remainder: the BCH codes of format and version.
function coded(value, polynomial, degree) {
  let rest = value << degree
  for (let bit = 31 - Math.clz32(rest); bit >= degree; bit = 31 - Math.clz32(rest)) rest ^= polynomial << bit - degree
  return value << degree | rest
}

// The fixed patterns; undefined where data go.
function frame(version) {
  const size = 17 + 4 * version
  const grid = Array.from({ length: size }, () => Array(size))
  const square = (row, column, radius, dark) => {
    for (let y = -radius; y <= radius; y++) {
      for (let x = -radius; x <= radius; x++) {
        if (grid[row + y] && column + x >= 0 && column + x < size) grid[row + y][column + x] = dark(Math.max(Math.abs(x), Math.abs(y)))
      }
    }
  }
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(row, column, 4, (far) => far < 2 || far === 3)
  const last = size - 7
  const places = version < 2 ? [] : version < 7 ? [6, last] : [6, (6 + last) / 2, last]
  for (const row of places) for (const column of places) if (grid[row][column] === undefined) square(row, column, 2, (far) => far !== 1)
  for (let i = 8; i < size - 8; i++) {
    grid[6][i] ??= i % 2 === 0
    grid[i][6] ??= i % 2 === 0
  }
  writeFormat(grid, 0)
  if (version > 6) {
    const bits = coded(version, 0x1f25, 12)
    for (let i = 0; i < 18; i++) {
      const [far, near] = [size - 11 + i % 3, Math.floor(i / 3)]
      grid[far][near] = grid[near][far] = (bits >> i & 1) === 1
    }
  }
  return grid
}

function writeFormat(grid, mask) {
  const size = grid.length
  const bits = coded(mask, 0x537, 10) ^ 0x5412 // level M is 00
  for (let i = 0; i < 15; i++) {
    const dark = (bits >> i & 1) === 1
    grid[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = dark
    grid[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = dark
  }
  grid[size - 8][8] = true
}

const MASKS = [
  (y, x) => (y + x) % 2, (y) => y % 2, (_, x) => x % 3, (y, x) => (y + x) % 3,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2, (y, x) => y * x % 2 + y * x % 3,
  (y, x) => (y * x % 2 + y * x % 3) % 2, (y, x) => ((y + x) % 2 + y * x % 3) % 2,
]

function filled(version, bytes, mask) {
  const grid = frame(version)
  const size = grid.length
  const bits = bytes.flatMap((byte) => [...byte.toString(2).padStart(8, '0')])
  let next = 0
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5
    for (let i = 0; i < size; i++) {
      const y = up ? size - 1 - i : i
      for (const x of [right, right - 1]) {
        if (grid[y][x] !== undefined) continue
        grid[y][x] = (bits[next++] === '1') !== (MASKS[mask](y, x) === 0)
      }
    }
  }
  writeFormat(grid, mask)
  return grid
}

// How hard it is to read: runs, squares, look-alikes of the corner pattern, too much of one colour.
function penalty(grid) {
  const lines = [...grid, ...grid.map((_, x) => grid.map((row) => row[x]))].map((line) => line.map(Number).join(''))
  let sum = 0
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2
    sum += 40 * [...line.matchAll(/(?=00001011101|10111010000)/g)].length
  }
  for (let y = 1; y < grid.length; y++) {
    for (let x = 1; x < grid.length; x++) {
      if (new Set([grid[y][x], grid[y - 1][x], grid[y][x - 1], grid[y - 1][x - 1]]).size === 1) sum += 3
    }
  }
  const share = grid.flat().filter(Boolean).length / grid.length ** 2
  return sum + 10 * Math.floor(Math.abs(share * 20 - 10))
}

// Rows of true (dark) and false, or null for a text that does not fit.
export function matrix(text) {
  const bytes = new TextEncoder().encode(text)
  const version = VERSIONS.findIndex((row, n) => row && bytes.length <= row[2] - (n < 10 ? 2 : 3))
  if (version < 0) return null
  const placed = codewords(bytes, version)
  const grids = MASKS.map((_, mask) => filled(version, placed, mask))
  const costs = grids.map(penalty)
  return grids[costs.indexOf(Math.min(...costs))]
}

export function picture(text) {
  const grid = matrix(text)
  if (!grid) return null
  const size = grid.length + 2 * QUIET
  const path = grid.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('')
  const made = (name, values) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, value)
    return element
  }
  const svg = made('svg', { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': 'QR-код со ссылкой на этот календарь', 'shape-rendering': 'crispEdges' })
  svg.append(made('rect', { width: size, height: size, fill: '#fff' }), made('path', { d: path, fill: '#000' }))
  return svg
}
