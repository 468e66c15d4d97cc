package io.breaker.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.breaker.benchmarks.ScaleProbe.Owner;

/**
 * What work on all breakers costs for each of them, with few breakers and with very many.
 */
final class Scale {

	/*
	 * With 100,000 breakers nothing that is looked at is in a cache of the processor any
	 * more, and that makes the same work take longer. How much, a bare map shows, which
	 * is looked up beside the breakers. A cost that grows with the number of breakers
	 * would grow by a factor of hundreds.
	 */

	private static final int FEW = 100;

	private static final List<Integer> SIZES = List.of(FEW, 10_000, 100_000);

	private static final double CACHES = 10;

	private final Consumer<Finding> findings;

	Scale(Consumer<Finding> findings) {
		this.findings = findings;
	}

	void measure() throws IOException, InterruptedException {
		for (Owner owner : Owner.values()) {
			Map<String, Double> few = Map.of();
			for (int size : SIZES) {
				Map<String, Double> figures = new TreeMap<>(
						new ChildJvm().options("-Xms3g", "-Xmx3g", "-Dlogback.configurationFile=logback-benchmarks.xml")
							.run(ScaleProbe.class, owner, size));
				few = (size == FEW) ? figures : few;
				for (Map.Entry<String, Double> figure : figures.entrySet()) {
					Finding finding = Finding.of(figure.getKey() + ", " + size, owner.name(), figure.getValue(),
							"ns each");
					double base = few.getOrDefault(figure.getKey(), Double.POSITIVE_INFINITY);
					this.findings
						.accept((owner == Owner.BREAKER && size > FEW) ? finding.atMost(base, CACHES) : finding);
				}
			}
		}
	}

}
