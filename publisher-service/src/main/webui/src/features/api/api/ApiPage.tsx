import { Title } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly intro?: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One page below the frame of an API. The frame has the h1, so this has an h2, and what is in it begins with h3. */
export function ApiPage({ title, intro, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="sluice-stack">
      <div className="sluice-head">
        <Title id={id} headingLevel="h2">
          {title}
        </Title>
        {actions !== undefined && <div className="sluice-actions">{actions}</div>}
      </div>
      {intro !== undefined && <div className="sluice-intro">{intro}</div>}
      {children}
    </section>
  );
}
