namespace DeepQ.Serving.Inputs;

/// <summary>Converts a value of a row; false if that is not possible.</summary>
internal delegate bool RowValue<T>(object value, out T result);
