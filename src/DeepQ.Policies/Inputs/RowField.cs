namespace DeepQ.Serving.Inputs;

/// <summary>Gives the value that a row has for one name; false where it has none.</summary>
internal delegate bool RowField<in T>(T row, out object? value);
