/**
 * What is answered about an entity and depends on nothing but it, made once: an entity is a value, which a change
 * replaces. Frozen, so that whoever writes it out may keep the text (`encodeXml`).
 * @param make from an account and an entity of it.
 */
export function lastingView<Account, Entity extends object, View extends object>(
  make: (account: Account, entity: Entity) => View,
): (account: Account, entity: Entity) => Readonly<View> {
  const views = new WeakMap<Entity, Readonly<View>>();
  return (account, entity) => {
    let view = views.get(entity);
    if (view === undefined) {
      view = Object.freeze(make(account, entity));
      views.set(entity, view);
    }
    return view;
  };
}
