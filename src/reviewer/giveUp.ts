// Waiting no longer than a signal says, also for what does not mind the signal itself.

/** Rejects with the reason of the signal as soon as it is given. */
export async function orGiveUp<T>(waiting: Promise<T>, signal: AbortSignal): Promise<T> {
  let end = (): void => {};
  const given = new Promise<never>((_, reject) => {
    end = () => reject(reasonOf(signal));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  try {
    return await Promise.race([waiting, given]);
  } catch (error) {
    // What it says itself of having been given up is less than the reason.
    throw signal.aborted ? reasonOf(signal) : error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** As a clause. */
function reasonOf({ reason }: AbortSignal): Error {
  if (!(reason instanceof Error) || reason.name === 'AbortError')
    return new Error('the agent gave up waiting');
  return reason.name === 'TimeoutError' ? new Error('it took too long') : reason;
}
