namespace Microsoft.ML.Transforms;

/// <summary>What keys are to be learnt.</summary>
/// <param name="MaximumCount">The number of values that get a key, at most: the first ones.</param>
/// <param name="SortByValue">Whether keys follow the order of values, not of rows.</param>
/// <param name="AnnotateAsText">Whether the key column tells its values as text.</param>
internal sealed record KeyVocabularySettings(int MaximumCount, bool SortByValue, bool AnnotateAsText);
