// Previews of links, loaded when pointer or focus first move.

import { register } from '../registry.js';
import * as preview from '../link-preview.js';

register('previews', preview.registerPreviews);
register('link-preview', preview.onHover);
preview.start();
