// The constants and tables of the search, exported from the Python modules when the site is built.

export let tables;

export function setTables(value) {
  tables = value;
}
