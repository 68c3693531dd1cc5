namespace DeepQ.Learning.Fused.Steps;

/// <summary>The place where the rectifier max(0, x) after a step is applied.</summary>
internal enum Rectification
{
    /// <summary>Nowhere: the outputs are those of the network, or are normalized first.</summary>
    None,

    /// <summary>
    /// By the hidden layer that reads the outputs, which may need to know how far below zero they are.
    /// </summary>
    ByReader,

    /// <summary>When the outputs are written.</summary>
    Immediate,
}
