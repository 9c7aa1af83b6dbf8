// For React 19, which puts the script into the head once, however many diagnostics there are, and hears events of any name.
// Every other attribute of the element may be given as well: <Diagnostic variant="card" campaign="spring" />
export function Diagnostic({ address = "https://shindan.example.jp", bank = "interview", onComplete, ...attributes }) {
  return (
    <>
      <script type="module" async src={`${address}/embed.js`} />
      <interview-diagnostic bank={bank} oncomplete={(event) => onComplete?.(event.detail)} {...attributes}>
        <a href={`${address}/d/${bank}`}>30秒で面接の準備度を確かめる</a>
      </interview-diagnostic>
    </>
  );
}
