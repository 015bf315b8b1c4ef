/** A description; what stands between backticks is shown as code. Everything else of Markdown stays as it is. */
export function Prose({ text }: { readonly text: string }) {
  if (text === '') {
    return null;
  }
  return (
    <p className="sluice-text">
      {text.split(/`([^`\n]+)`/).map((part, index) =>
        index % 2 === 1 ? <code key={index}>{part}</code> : <span key={index}>{part}</span>,
      )}
    </p>
  );
}
