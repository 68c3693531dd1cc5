namespace InventorySample;

/// <summary>A way to order: how likely an order is in a state.</summary>
internal delegate double ShopPolicy(ShopState state, int order);
