/** Ink on paper: the colours of web/src/theme/tokens.css by day, for a page that stands alone. */
export const contractStyle = `
:root{color-scheme:light}
body{margin:0;background:#faf8f3;color:#1b1a17;font:15px/1.5 Inter,'Helvetica Neue',Arial,sans-serif}
main{max-width:52rem;margin:2rem auto;padding:2.5rem;background:#fffefb;border:1px solid #e3ded2}
.mark{margin:0 0 1.5rem;color:#14533a;font-weight:600}
h1{margin:0;font:600 1.75rem/1.25 'Source Serif 4','Iowan Old Style',Georgia,serif}
h2{margin:2rem 0 .5rem;font-size:1rem;border-bottom:1px solid #1b1a17;padding-bottom:.25rem}
h3{margin:0 0 .25rem;font-size:.8125rem;color:#5c584f;font-weight:600}
p{margin:0 0 .5rem}
.quiet{color:#5c584f;font-size:.875em}
.parties{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}
table{width:100%;border-collapse:collapse;font-size:.875rem}
th,td{padding:.4rem .5rem .4rem 0;text-align:left;vertical-align:top;border-bottom:1px solid #e3ded2}
th{font-weight:600}
.figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.figure+:not(.figure){padding-left:1rem}
.total{font-weight:600}
td{overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.4rem 1.5rem;margin:.5rem 0}
dt{color:#5c584f}
dd{margin:0;overflow-wrap:anywhere}
.hashes{grid-template-columns:1fr;font-size:.8125rem;gap:0}
.hashes dd{font-family:ui-monospace,Menlo,monospace;margin-bottom:.5rem}
.change{margin:0 0 1.5rem}
.change h3{color:inherit;font-size:.9375rem}
.approvals{margin:.5rem 0;padding:0;list-style:none}
.approvals li{padding:.4rem 0;border-bottom:1px solid #e3ded2}
@media (max-width:40rem){main{margin:0;border:0;padding:1rem}.parties,dl{grid-template-columns:1fr}table{display:block;overflow-x:auto}}
@page{size:A4;margin:18mm 16mm}
@media print{body{background:none;font-size:10pt}main{margin:0;padding:0;border:0;max-width:none;background:none}h1,h2,h3{break-after:avoid}tr,li,.party{break-inside:avoid}thead{display:table-header-group}tfoot{display:table-row-group}}
`
