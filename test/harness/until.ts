/** Asks again and again until it holds; the test's own time is the bound. */
export async function until(test: () => Promise<boolean>): Promise<void> {
  while (!(await test())) await new Promise((resolve) => setTimeout(resolve, 5));
}
