import type { Page } from 'playwright-core'

interface Monaco {
  readonly editor: { getModels(): readonly { readonly uri: { readonly path: string }; getValue(): string }[] }
}

/** Chooses the IDE's tab of this title, runs its operation and gives the whole text that the response pane then shows. */
export async function runTabAndWait(page: Page, title: string): Promise<string> {
  await page.waitForFunction(() => {
    const { __MONACO } = globalThis as unknown as { readonly __MONACO?: Monaco }
    return __MONACO?.editor.getModels().some(({ uri }) => uri.path.endsWith('response.json'))
  })
  await page.locator('.graphiql-tab-button').getByText(title, { exact: true }).click()
  await page.locator('.graphiql-tab-active').getByText(title, { exact: true }).waitFor()
  await page.getByRole('button', { name: /^Execute query/ }).click()
  // The pane draws only the lines in view, so the text is read from its model. Running has emptied it.
  const response = await page.waitForFunction(() => {
    const { __MONACO } = globalThis as unknown as { readonly __MONACO: Monaco }
    return __MONACO.editor
      .getModels()
      .find(({ uri }) => uri.path.endsWith('response.json'))
      ?.getValue()
  })
  return String(await response.jsonValue())
}
