package io.breaker.config;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was probably meant is found, and nothing is suggested that was not.
 */
class NearestMatchTests {

	private static final List<String> NAMES = List.of("inventory", "ledger", "partner-api", "mode",
			"java.io.IOException");

	@ParameterizedTest
	@CsvSource({ "inventory, inventory", "inventroy, inventory", "nventory, inventory", "inventoryy, inventory",
			"INVENTORY, inventory", "partnerApi, partner-api", "partner_api, partner-api", "'partner api', partner-api",
			"inbentary, inventory", "ldger, ledger", "mdoe, mode", "omde, mode", "IOException, java.io.IOException" })
	void findsWhatWasMeant(String written, String meant) {
		assertThat(NearestMatch.of(written, NAMES)).isEqualTo(meant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "shipping", "invoice", "edge", "ion", "Exception" })
	void suggestsNothingFar(String written) {
		assertThat(NearestMatch.of(written, NAMES)).isNull();
	}

	@Test
	void takesTheNearestOfSeveral() {
		assertThat(NearestMatch.of("order-3", List.of("order-1x", "order-33", "orders"))).isEqualTo("order-33");
	}

	@Test
	void takesTheFirstOfEquals() {
		assertThat(NearestMatch.of("order-9", List.of("order-1", "order-2"))).isEqualTo("order-1");
	}

	@Test
	void findsEveryTypo() {
		String name = "inventory";
		for (int i = 0; i < name.length(); i++) {
			String before = name.substring(0, i);
			String after = name.substring(i + 1);
			String swapped = after.isEmpty() ? name : before + after.charAt(0) + name.charAt(i) + after.substring(1);
			assertThat(List.of(before + after, before + "x" + after, before + "x" + name.charAt(i) + after,
					before + name.charAt(i) + name.charAt(i) + after, swapped))
				.allSatisfy((typo) -> assertThat(NearestMatch.of(typo, NAMES)).isEqualTo(name));
		}
	}

	@Test
	void findsNothingAmongNothing() {
		assertThat(NearestMatch.of("inventory", List.of())).isNull();
	}

	@Test
	@Timeout(value = 10, unit = TimeUnit.SECONDS)
	void takesNoTimeOverAnythingLong() {
		String megabyte = "x".repeat(1 << 20);

		assertThat(NearestMatch.of(megabyte, List.of("inventory", megabyte + "y"))).isEqualTo(megabyte + "y");
	}

}
