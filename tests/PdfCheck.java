import java.io.File;
import java.util.List;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Checks each file named on the command line; see pdf_check.py. Two lines a file, PDF/A-3a then
 * PDF/UA-1: standard, verdict, number of checks, broken rules, parted by tabs.
 */
public class PdfCheck {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1)) {
                System.out.println(flavour.getId() + "\t" + verdict(file, flavour));
            }
        }
    }

    /** An unreadable file has failed, and so has one on which nothing was checked. */
    private static String verdict(String file, PDFAFlavour flavour) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            TreeSet<String> broken = new TreeSet<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                RuleId rule = assertion.getRuleId();
                broken.add(rule.getClause() + "-" + rule.getTestNumber());
            }
            boolean passed = result.isCompliant() && result.getTotalAssertions() > 0;
            return (passed ? "passed" : "failed") + "\t" + result.getTotalAssertions() + "\t"
                + String.join(" ", broken);
        } catch (Exception problem) {
            return "failed\t0\t" + problem.getClass().getSimpleName();
        }
    }
}
