package io.breaker.benchmarks;

/**
 * One figure that is not the cost of a call, and the bar it is held against.
 *
 * @param what what was measured
 * @param contender whose figure it is
 * @param figure the figure
 * @param unit its unit
 * @param most what it may be at most, infinite where there is no bar
 * @param tolerance by what factor the bar may be missed before the run fails; 1 where
 * noise does not reach the figure
 */
record Finding(String what, String contender, double figure, String unit, double most, double tolerance) {

	/**
	 * A figure without a bar.
	 */
	static Finding of(String what, String contender, double figure, String unit) {
		return new Finding(what, contender, figure, unit, Double.POSITIVE_INFINITY, 1);
	}

	/**
	 * Holds the figure against a bar that noise does not reach.
	 */
	Finding atMost(double most) {
		return atMost(most, 1);
	}

	/**
	 * Holds the figure against a bar.
	 */
	Finding atMost(double most, double tolerance) {
		return new Finding(this.what, this.contender, this.figure, this.unit, most, tolerance);
	}

	boolean hasBar() {
		return this.most != Double.POSITIVE_INFINITY;
	}

	boolean isKept() {
		return this.figure <= this.most;
	}

	boolean isFarOff() {
		return this.figure > this.most * this.tolerance;
	}

}
