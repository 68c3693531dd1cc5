using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How a prediction engine binds to a model.</summary>
public sealed class PredictionEngineOptions
{
    public bool IgnoreMissingColumns = true;
    public SchemaDefinition InputSchemaDefinition;
    public SchemaDefinition OutputSchemaDefinition;

    /// <summary>Whether disposing of the engine disposes of the model.</summary>
    public bool OwnsTransformer = true;

    public PredictionEngineOptions()
    {
    }
}
