import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  readonly to: NonNullable<LinkProps['to']>;
  readonly title: string;
  readonly body: string;
}

/** Ways to go on, side by side. */
export function Choices({ children }: { readonly children: ReactNode }) {
  return <ul className="sluice-tiles">{children}</ul>;
}

/** One of them: all of the card is the link, its title is the link's name. */
export function Choice({ to, title, body }: Props) {
  return (
    <li>
      <Card isFullHeight className="sluice-choice">
        <CardTitle component="h2">
          <Link to={to} className="sluice-choice__link">
            {title}
          </Link>
        </CardTitle>
        <CardBody>{body}</CardBody>
      </Card>
    </li>
  );
}
