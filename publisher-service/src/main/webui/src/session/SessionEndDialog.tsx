import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { texts } from '../texts';
import { sessionGate } from './gate';
import { loadSession, sessionQuery, signInPath, useSession } from './session';

const LOOK_EVERY_MS = 1_000;

/** Asks for a sign-in in another window when the session has ended, so that nothing on this page is lost. */
export function SessionEndDialog() {
  const isClosed = useSyncExternalStore(sessionGate.subscribe, sessionGate.isClosed);
  return isClosed ? <Dialog /> : null;
}

function Dialog() {
  const client = useQueryClient();
  const user = useSession()?.user ?? null;
  const [otherUser, setOtherUser] = useState<string | null>(null);
  const words = texts.shell.ended;

  useEffect(() => {
    const timer = setInterval(() => {
      void loadSession()
        .catch(() => null)
        .then((session) => {
          if (session === null) {
            return;
          }
          if (user !== null && session.user !== user) {
            setOtherUser(session.user);
            return;
          }
          client.setQueryData(sessionQuery.queryKey, session);
          sessionGate.open(true);
        });
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [client, user]);

  return (
    <Modal isOpen variant="small" aria-labelledby="session-end" onClose={() => sessionGate.open(false)}>
      <ModalHeader title={words.title} labelId="session-end" />
      <ModalBody>
        {words.body}
        {otherUser !== null && <Alert isInline variant="warning" title={words.otherUser(otherUser)} />}
      </ModalBody>
      <ModalFooter>
        {otherUser === null ? (
          <Button onClick={() => window.open(signInPath('/portal/signed-in'), 'sluice-sign-in', 'popup,width=480,height=640')}>{words.open}</Button>
        ) : (
          <Button onClick={() => location.reload()}>{words.reload}</Button>
        )}
        <Button variant="link" onClick={() => sessionGate.open(false)}>
          {words.giveUp}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
