// What the server says of the session. Nothing of it is ever put into the browser's stores.
export async function ask(address, form) {
  const answer = await fetch(address, {
    method: form ? "POST" : "GET",
    body: form && new FormData(form),
    headers: { Accept: "application/json" },
    cache: "no-store",
    // Locking reaches the server even if the page is left at once.
    keepalive: true,
    redirect: "error",
  });
  return answer.json();
}
