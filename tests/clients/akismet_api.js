// The npm client `akismet-api`, unmodified, against our server: `node -r ./names.js akismet_api.js`.
// Arguments as one JSON document: {modules, port, key, blog, spam, ham, asked}. Says what it saw.
const path = require('node:path')

async function main() {
  const told = JSON.parse(process.argv[2])
  const { AkismetClient } = require(path.join(told.modules, 'akismet-api'))
  const host = `rest.akismet.com:${told.port}`
  const client = new AkismetClient({ key: told.key, blog: told.blog, host, protocol: 'http' })
  const wrong = new AkismetClient({ key: '0'.repeat(12), blog: told.blog, host, protocol: 'http' })
  const comment = content => ({ ip: '192.0.2.7', useragent: 'node', content })
  const seen = {
    valid: await client.verifyKey(),
    invalid: await wrong.verifyKey(),
    refused: await wrong.checkSpam(comment('Fine.')).catch(error => error.message),
    guaranteed: await client.checkSpam({ ...comment('Fine.'), name: 'viagra-test-123' }),
    before: await client.checkSpam(comment(told.asked)),
    thanks: [],
  }
  for (const text of told.spam) seen.thanks.push((await client.submitSpam(comment(text))).text)
  for (const text of told.ham) seen.thanks.push((await client.submitHam(comment(text))).text)
  // What was learnt is in use within a moment.
  for (let tries = 0; tries < 100 && !seen.spam; tries++) {
    await new Promise(done => setTimeout(done, 100))
    seen.spam = await client.checkSpam({ ...comment(told.asked), name: `somebody ${tries}` })
  }
  seen.ham = await client.checkSpam(comment('Thank you, the mayor was right about that.'))
  console.log(JSON.stringify(seen))
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
