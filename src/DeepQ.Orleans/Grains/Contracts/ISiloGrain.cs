using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>One silo. Its key is the address of the silo.</summary>
[Alias("DeepQ.ISiloGrain")]
internal interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>Says what the silo knows of a sweep; null where it does not train.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Report")]
    Task<SiloReport?> ReportAsync(string sweep);

    /// <summary>Says what the silo knows of a distributed training; null where it takes part in none.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("ReportTraining")]
    Task<SiloReport?> ReportTrainingAsync(string training);
}
