// Preloaded with `node -r`: every name leads to this machine, and to nobody else's.
const dns = require('node:dns')

dns.lookup = (name, options, done) => {
  const [wanted, told] = typeof options === 'function' ? [{}, options] : [options, done]
  const here = { address: '127.0.0.1', family: 4 }
  process.nextTick(() => (wanted.all ? told(null, [here]) : told(null, here.address, here.family)))
}
