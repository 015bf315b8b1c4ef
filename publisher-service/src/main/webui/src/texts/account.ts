export const account = {
  intro: 'Your other sessions end when you change it.',
  forcedTitle: 'Choose a password of your own',
  forcedBody: 'You signed in from another machine with the password that this installation was started with. Change it before you go on.',
  current: 'Current password',
  currentMissing: 'Enter your current password.',
  next: 'New password',
  repeat: 'New password, again',
  rule: '8 to 128 characters.',
  different: 'The two new passwords differ.',
  submit: 'Change password',
  changed: 'Your password is changed.',
} as const;
