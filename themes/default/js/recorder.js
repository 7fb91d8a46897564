// Recording spoken answers: with the microphone, kept on this device only, in the store's `recordings`.
//
// In: the name under which an answer is kept. Out: a player for it. Where there is no microphone or no permission, recording is off and says so.

import { element, text } from './base.js';
import * as learner from './study-data.js';

/** The name under which the answer to a card of an interview is kept. @param {string} seed @param {string} card */
const recordingName = (seed, card) => `${seed}/${card}`;

/** Below this a recording may hold no sound at all, bytes: its header takes about a hundred, a second of silence half a thousand. */
const MIN_RECORDING_BYTES = 1000;

/** Whether the browser can record. */
const isSupported = () => 'mediaDevices' in navigator && 'MediaRecorder' in globalThis;

/** @type {MediaStream | null} */
let stream = null;
/** @type {{ recorder: MediaRecorder, parts: Blob[], stopped: Promise<void> } | null} */
let running = null;

/** Asks for the microphone. Whether there is one to use. */
async function openMicrophone() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    return true;
  } catch {
    stream = null;
    return false;
  }
}

/** Starts a recording, if the microphone is open and none is running. */
function startRecording() {
  if (!stream || running) return;
  const recorder = new MediaRecorder(stream);
  /** @type {Blob[]} */
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => (recorder.onstop = () => resolve(undefined)));
  recorder.start();
  running = { recorder, parts, stopped };
}

/** Ends the recording and keeps it. Rejects where it can't be kept. @param {string} name */
async function stopRecording(name) {
  if (!running) return false;
  const { recorder, parts, stopped } = running;
  running = null;
  recorder.stop();
  await stopped;
  await learner.store.setItem('recordings', name, new Blob(parts, { type: recorder.mimeType }));
  return true;
}

/** Lets the microphone go. */
function closeMicrophone() {
  if (running) running.recorder.stop();
  running = null;
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
}

/** A player for what is kept under a name; `null` where nothing is. @param {string} name @returns {Promise<HTMLElement | null>} */
async function player(name) {
  const sound = await learner.store.getItem('recordings', name).catch(() => null);
  if (!(sound instanceof Blob)) return null;
  const url = URL.createObjectURL(sound);
  const remove = async () => {
    await learner.store.setItem('recordings', name, undefined);
    URL.revokeObjectURL(url);
    box.remove();
  };
  // A recording that is stopped before the microphone has any sound is a file that cannot be played.
  const failed = () => void (sound.size < MIN_RECORDING_BYTES && remove());
  const box = element(
    'p',
    { class: 'recording' },
    element('audio', { controls: true, src: url, error: failed, 'aria-label': text('interview.recording') }),
    element('button', { class: 'link-button', type: 'button', click: remove }, text('interview.recording_delete')),
  );
  return box;
}

export { recordingName, isSupported, openMicrophone, startRecording, stopRecording, closeMicrophone, player };
