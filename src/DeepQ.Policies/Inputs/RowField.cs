namespace DeepQ.Serving.Inputs;

/// <summary>Gets the value of a row for one name; false if it has none.</summary>
internal delegate bool RowField<in T>(T row, out object? value);
