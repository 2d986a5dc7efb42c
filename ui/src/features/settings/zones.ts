// Time zones for the list: those that contain what was typed, at most a screenful.
const AT_MOST = 40;

export function zonesLike(
  typed: string,
  known: readonly string[] = Intl.supportedValuesOf("timeZone"),
): string[] {
  const wanted = typed.trim().toLowerCase().replaceAll(" ", "_");
  // A complete name is the choice already made: then the whole list is of use, from its neighbours on.
  const complete = known.findIndex((zone) => zone.toLowerCase() === wanted);
  if (complete >= 0) return known.slice(Math.max(0, complete - 5), complete + AT_MOST - 5);
  return known.filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, AT_MOST);
}

/** All time zones by the first part of their names; one that the engine calls otherwise is there as well. */
export function zonesByRegion(
  chosen: string,
  known: readonly string[] = Intl.supportedValuesOf("timeZone"),
): [region: string, zones: string[]][] {
  const regions = new Map<string, string[]>();
  for (const zone of new Set([...known, "UTC", chosen].sort())) {
    const region = zone.includes("/") ? (zone.split("/")[0] ?? "") : "UTC";
    regions.set(region, [...(regions.get(region) ?? []), zone]);
  }
  return [...regions];
}
