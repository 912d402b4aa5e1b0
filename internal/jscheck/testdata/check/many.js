function handler(event) {
  const a0 = 0; const a1 = 1; const a2 = 2; const a3 = 3; const a4 = 4; const a5 = 5; const a6 = 6; const a7 = 7; const a8 = 8; const a9 = event?.request;
  const b0 = 0, b1 = 1; const b2 = 2; const b3 = 3;	const b4 = 'é😀'; const b5 = a9?.uri;
  return event.request;
}
