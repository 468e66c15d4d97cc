package io.breaker.shop.input;

/**
 * Somebody typed what cannot be. The message says what can.
 */
public final class RefusedInput extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private static final int LONGEST = 40;

	/**
	 * Creates a refusal.
	 * @param what what was refused
	 * @param must what it must be
	 * @param typed what was typed instead
	 */
	public RefusedInput(String what, String must, String typed) {
		super(what + " must " + must + " but was '" + shortened(typed) + "'");
	}

	private static String shortened(String typed) {
		return (typed.length() > LONGEST) ? typed.substring(0, LONGEST) + "…" : typed;
	}

}
