import { send } from '../../../api/client';

/** Changes the password of the user who has signed in; the user's other sessions end. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await send('/api/am/devportal/v3/me/change-password', { method: 'POST', json: { currentPassword, newPassword } });
}
