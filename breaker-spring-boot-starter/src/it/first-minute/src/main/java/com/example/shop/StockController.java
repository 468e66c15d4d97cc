package com.example.shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {

	private final InventoryClient inventory;

	StockController(InventoryClient inventory) {
		this.inventory = inventory;
	}

	@GetMapping("/stock/{sku}")
	String stock(@PathVariable String sku) {
		return this.inventory.stock(sku);
	}

}
