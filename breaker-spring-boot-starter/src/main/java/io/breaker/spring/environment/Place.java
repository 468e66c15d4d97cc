package io.breaker.spring.environment;

/**
 * What a property decides about.
 *
 * @param section the section
 * @param name the breaker, pattern or template, empty in a section without names
 * @param key the key of the setting as the core knows it, or as it was written where the
 * core knows none; empty where a name is given without settings
 */
record Place(Section section, String name, String key) {

	/**
	 * Returns the whole key, as it stands in messages of the core.
	 */
	String path() {
		String owner = owner();
		return this.key.isEmpty() ? owner : owner + "." + this.key;
	}

	/**
	 * Returns the whole key without that of the setting.
	 */
	String owner() {
		String section = PropertyPath.ROOT + "." + this.section.key();
		return this.section.isNamed() ? section + "." + this.name : section;
	}

}
