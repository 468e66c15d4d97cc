package io.breaker.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import io.breaker.benchmarks.FootprintProbe.Life;
import io.breaker.benchmarks.FootprintProbe.Owner;

/**
 * How many bytes a breaker keeps.
 */
final class Footprint {

	/*
	 * The difference of the used heap, after a full collection, between as many
	 * registries without breakers and with them, divided by the number of breakers. It
	 * does not depend on how a tool thinks that objects are laid out, and counts what
	 * others would not see, such as the table of the registry and the name.
	 *
	 * There are about as many breakers in each run, whatever their number in one
	 * registry, so that what the JVM keeps for itself vanishes in the average. What a
	 * thread has reserved to make objects in counts as used, and is kept small: by
	 * default it is 16 MiB, or 170 B for each breaker, if a thread reserves it meanwhile.
	 */

	private static final int ALL = 100_000;

	private static final int KIB = 1024;

	/**
	 * What a breaker remembers of its last failures is not hidden, but does not fail a
	 * run: it comes with failures, at most 64 of them.
	 */
	private static final double REMEMBERED = 2;

	private static final List<Integer> SIZES = List.of(1, 100, 10_000, 100_000);

	private final Consumer<Finding> findings;

	Footprint(Consumer<Finding> findings) {
		this.findings = findings;
	}

	/**
	 * Measures all contenders at all sizes.
	 */
	void measure() throws IOException, InterruptedException {
		for (Owner owner : Owner.values()) {
			for (int size : SIZES) {
				this.findings.accept(finding(owner, Life.USED, size));
			}
			for (Life life : List.of(Life.FRESH, Life.FAILED, Life.RECOVERED)) {
				this.findings.accept(finding(owner, life, 10_000));
			}
		}
	}

	/**
	 * Measures what has a bar, at one size.
	 */
	void measureBars() throws IOException, InterruptedException {
		this.findings.accept(finding(Owner.BREAKER, Life.USED, 10_000));
		this.findings.accept(finding(Owner.BREAKER_COUNT_WINDOW, Life.USED, 10_000));
	}

	private Finding finding(Owner owner, Life life, int size) throws IOException, InterruptedException {
		double bytes = new ChildJvm()
			.options("-Xms3g", "-Xmx3g", "-XX:+UseSerialGC", "-XX:TLABSize=64k", "-XX:-ResizeTLAB",
					"-Dlogback.configurationFile=logback-benchmarks.xml")
			.run(FootprintProbe.class, owner, life, size, ALL / size)
			.get(FootprintProbe.BYTES);
		Finding finding = Finding.of("memory per breaker, " + life.words + ", " + size + " of them", owner.name(),
				bytes, "B");
		return switch (life) {
			case FRESH, USED -> finding.atMost(owner.most * KIB);
			case FAILED -> finding.atMost(owner.most * KIB, REMEMBERED);
			case RECOVERED -> finding;
		};
	}

}
