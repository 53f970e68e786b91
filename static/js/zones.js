// Fills an empty time zone with the one this browser keeps; whoever signs up may change it.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const field = document.querySelector("input[list=time-zones][required]");
  if (field && !field.value && zone) field.value = zone;
})();
