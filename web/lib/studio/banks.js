// Banks that take VietQR, by the BIN that NAPAS gave each. The names are those of BankNames.java.

/** @type {ReadonlyArray<{bin: string, name: string}>} the ones most people have come first */
export const BANKS = [
  ['970436', 'Vietcombank'], ['970415', 'VietinBank'], ['970418', 'BIDV'], ['970405', 'Agribank'], ['970407', 'Techcombank'], ['970422', 'MB'], ['970416', 'ACB'], ['970432', 'VPBank'],
  ['970423', 'TPBank'], ['970403', 'Sacombank'], ['970437', 'HDBank'], ['970441', 'VIB'], ['970443', 'SHB'], ['970431', 'Eximbank'], ['970426', 'MSB'], ['970448', 'OCB'],
  ['970440', 'SeABank'], ['970449', 'LPBank'], ['970454', 'BVBank'], ['970409', 'Bac A Bank'], ['970412', 'PVcomBank'], ['970419', 'NCB'], ['970425', 'ABBANK'], ['970427', 'VietABank'],
  ['970428', 'Nam A Bank'], ['970429', 'SCB'], ['970433', 'VietBank'], ['970438', 'BAOVIET Bank'], ['970452', 'Kienlongbank'], ['970400', 'Saigonbank'], ['970430', 'PGBank'], ['970424', 'Shinhan Bank'],
].map(([bin, name]) => ({ bin, name }));
