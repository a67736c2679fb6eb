/** Ids of rules of oasdiff, which has one for each place and keyword. */

/** `ids('request-body,request-property', 'max-decreased,max-set')`: each place with each ending. */
export function ids(places: string, endings: string): readonly string[] {
  return places
    .split(',')
    .flatMap((place) => endings.split(',').map((ending) => `oasdiff:${place}-${ending}`));
}

export const requestPlaces = 'request-body,request-property';
export const responsePlaces = 'response-body,response-property';
