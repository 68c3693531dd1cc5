namespace Microsoft.ML;

/// <summary>Writes the value of a column in the current row into <paramref name="value"/>.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);
