namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>The options of one group; a field that is null takes the optimizer's value.</summary>
    public class Options : OptimizerOptions
    {
        public double? eps;
        public double? weight_decay;
        public bool? amsgrad;
        public bool? maximize;
        internal double? beta1;
        internal double? beta2;

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(beta1 ?? default);
            writer.Write(beta2 ?? default);
            writer.Write(eps ?? default);
            writer.Write(weight_decay ?? default);
            writer.Write(amsgrad ?? default);
            writer.Write(maximize ?? default);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var from = (Options)source;
            beta1 = from.beta1;
            beta2 = from.beta2;
            eps = from.eps;
            weight_decay = from.weight_decay;
            amsgrad = from.amsgrad;
            maximize = from.maximize;
        }

        internal void FillFrom(Options defaults)
        {
            if (LearningRate is null) LearningRate = InitialLearningRate = defaults.InitialLearningRate;
            beta1 ??= defaults.beta1;
            beta2 ??= defaults.beta2;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            amsgrad ??= defaults.amsgrad;
            maximize ??= defaults.maximize;
        }
    }
}
