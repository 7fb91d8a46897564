// The one global of the browser code, for `tsc`: each file adds its part to it.
declare var Recto: any;
