// Previews of links, loaded when pointer or focus first move.

import { register } from '../registry.js';
import * as preview from '../preview.js';

register('previews', preview.keep);
register('preview', preview.look);
preview.start();
