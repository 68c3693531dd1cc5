namespace DeepQ.Serving.Inputs;

/// <summary>Converts a value of a row; false where it is no such value.</summary>
internal delegate bool RowValue<T>(object value, out T result);
