// One soft sound when an order comes in, made here, that can be switched off.

const KEY = 'phien.studio.sound';
/** @type {AudioContext | undefined} */
let audio;

/** Whether the person wants to hear it. */
export function soundOn() {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** @param {boolean} on */
export function setSound(on) {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch { /* it lasts for this page then */ }
}

/** Wakes the sound at a press: browsers stay mute before one. */
export function wakeSound() {
  if (typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume().catch(() => {});
}

/** Two soft wooden notes, like a small temple block. */
export function chime() {
  if (!soundOn() || !audio || audio.state !== 'running') return;
  const start = audio.currentTime;
  for (const [at, pitch] of [[0, 659.3], [0.11, 987.8]]) {
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    tone.type = 'sine';
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0, start + at);
    loud.gain.linearRampToValueAtTime(0.12, start + at + 0.012);
    loud.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.5);
    tone.connect(loud).connect(audio.destination);
    tone.start(start + at);
    tone.stop(start + at + 0.55);
  }
}
