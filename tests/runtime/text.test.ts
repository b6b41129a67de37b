import fc from 'fast-check'
import { unfitText } from '../../runtime/text'

const half = 'text with half a pair: \ud83d'

describe('text', () => {
  it.each([
    '',
    'José Ñandú',
    '李小龙',
    'قلب',
    '\u{1f3e0}',
    "Robert'); drop table resident;--",
    '<script>',
    'line\nbreak',
    '\ufffd',
  ])('%j is fit', (text) => {
    expect(unfitText(text, 200)).toBeUndefined()
  })

  it('may be exactly as long as the limit', () => {
    expect(unfitText('x'.repeat(200), 200)).toBeUndefined()
  })

  it('may not be one character longer', () => {
    expect(unfitText('x'.repeat(201), 200)).toBe('text of at most 200 characters (it has 201)')
  })

  it('may not hold U+0000', () => {
    expect(unfitText('a\u0000b', 200)).toBe('text without the character U+0000')
  })

  it.each([half, '\udc00', 'a\udfff\ud800b'])('may not hold half of a surrogate pair: %j', (text) => {
    expect(unfitText(text, 200)).toBe('well-formed Unicode text (it holds half of a surrogate pair)')
  })

  it('is never repeated in the sentence that refuses it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 5, maxLength: 30 }), (text) => {
        const sentence = unfitText(`${text}\u0000`, 100) ?? ''
        return sentence !== '' && !sentence.includes(text)
      }),
    )
  })
})
