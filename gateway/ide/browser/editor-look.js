export const editorTheme = { light: 'hub-light', dark: 'hub-dark' }

const palettes = {
  light: {
    ink: '2b3644',
    quiet: '6b7886',
    keyword: '1f5fa8',
    name: '0b6b6b',
    value: '8a4b0f',
    number: '6a3fa0',
    accent: '#1f5fa8',
    tint: '#1f5fa81a',
    surface: '#ffffff',
  },
  dark: {
    ink: 'd5dde8',
    quiet: '8d9bad',
    keyword: '7fb7f0',
    name: '7fd0c4',
    value: 'e5b079',
    number: 'c3a6f0',
    accent: '#7fb7f0',
    tint: '#7fb7f022',
    surface: '#1b222d',
  },
}

/** Gives the editors the hub's colors and a quiet size. Monaco knows no style sheet: its colors are values. */
export async function dressEditors() {
  const { editor } = await import('monaco-graphql/esm/monaco-editor.js')
  for (const [kind, name] of Object.entries(editorTheme)) editor.defineTheme(name, themeOf(kind))
  editor.onDidCreateEditor((created) => created.updateOptions({ fontSize: 13, lineHeight: 20 }))
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', () => editor.setTheme(dark.matches ? editorTheme.dark : editorTheme.light))
}

function themeOf(kind) {
  const { ink, quiet, keyword, name, value, number, accent, tint, surface } = palettes[kind]
  return {
    base: kind === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: ink },
      { token: 'comment', foreground: quiet },
      { token: 'keyword', foreground: keyword },
      { token: 'keyword.json', foreground: number },
      { token: 'key.identifier.gql', foreground: ink },
      { token: 'type.identifier.gql', foreground: name },
      { token: 'argument.identifier.gql', foreground: name },
      { token: 'string', foreground: value },
      { token: 'string.key.json', foreground: keyword },
      { token: 'string.value.json', foreground: value },
      { token: 'number', foreground: number },
    ],
    colors: {
      'editor.background': '#ffffff00',
      'editor.foreground': `#${ink}`,
      'editorLineNumber.foreground': `#${quiet}99`,
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, `#${quiet}`])),
      'editorIndentGuide.background1': `#${quiet}26`,
      'editorIndentGuide.activeBackground1': `#${quiet}59`,
      'editorLineNumber.activeForeground': `#${ink}`,
      'editorHoverWidget.background': surface,
      'editorSuggestWidget.background': surface,
      'editorSuggestWidget.selectedBackground': tint,
      'editorSuggestWidget.selectedForeground': accent,
      'editorWidget.background': surface,
      'quickInput.background': surface,
      'menu.background': surface,
      'menu.selectionBackground': tint,
      'menu.selectionForeground': accent,
      'list.hoverBackground': tint,
      'list.highlightForeground': accent,
      'textLink.foreground': accent,
      focusBorder: accent,
      'scrollbar.shadow': '#ffffff00',
    },
  }
}
