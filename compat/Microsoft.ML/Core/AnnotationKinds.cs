namespace Microsoft.ML.Data;

/// <summary>The names of the annotations that mean something to the library.</summary>
internal static class AnnotationKinds
{
    internal const string SlotNames = "SlotNames";
    internal const string KeyValues = "KeyValues";
    internal const string IsNormalized = "IsNormalized";
    internal const string CategoricalSlotRanges = "CategoricalSlotRanges";
    internal const string TrainingLabelValues = "TrainingLabelValues";
}
