"""What names of persons begin with: common given names in the languages we read, and titles."""

from evenhand.signals.private_info.cues import phrases, words

CUES = {
    "given name": words(
        """
        aaron abdul abigail adam adrian agnes ahmed aisha alan albert alejandro alessandro alex
        alexander alexandra alice alicia alison amanda amber amelia amina amit amy ana anders
        andre andrea andreas andrew angela angelo anil anita anja anna anne annie anthony
        antoine anton antonio arjun arthur ashley astrid barbara beatrice beatriz ben benjamin
        bernard bernd beth betty bianca bill bjorn bob brandon brenda brian bruce bruno camila
        camille carl carla carlos carmen carol caroline catherine cecilia charles charlotte chen
        chiara chloe chris christian christina christine christopher clara claire claudia
        claudio colin connor craig cristina cynthia daniel daniela danielle david deborah deepak
        denise dennis diana diego dieter dimitri dirk dolores donald donna dorothy douglas
        eduardo edward eileen elena eleanor elisabeth elizabeth ella ellen emily emma eric erik
        erin ethan eva evelyn fatima felix fernando fiona florian frances francesca francesco
        francis francisco frank franz frederic friedrich gabriel gabriela gary gavin george
        gerard giorgio giovanni giulia gloria grace graham greg gregory greta guido gunther
        gustavo hannah hans harold harry hassan heather heidi heike heinz helen helena henri
        henry holly howard hugo ian ibrahim ingrid irene isaac isabel isabella ivan jack jacob
        jacqueline jacques james jan jane janet janice jason jasmine javier jean jeff jeffrey
        jennifer jens jeremy jessica jill jim joan joao joe johan johanna johannes john jon
        jonas jonathan jordan jorge jose joseph joshua joyce juan judith judy julia julian julie
        juliette justin jurgen kai karen karin karl karim kate katharina katherine kathleen
        katja keith kelly ken kenneth kevin khalid kim klaus kristin kumar kyle lara larry laura
        lauren lea leah lee lena leo leon leonardo leslie liam lilian linda lisa lorenzo lori
        louis louise luca lucas lucia lucy luis luisa lukas luke lynn madison manuel marc marcel
        marco marcos margaret maria marie marina mario marion mark markus marta martha martin
        martina mary mateo matteo matthew maureen max maya megan mehmet mei melissa mia michael
        michel michelle miguel mike mohamed mohammed monica monika monique muhammad nadia nancy
        naomi natalie natasha nathan neil nicholas nick nicola nicolas nicole nina noah nora
        norma olga oliver olivia omar oscar pablo pamela paola paolo patricia patrick paul paula
        pauline pedro peter petra philip philippe phillip pierre pieter priya rachel rafael
        rahul rajesh ralph ramon raymond rebecca renata rene ricardo richard rita robert roberto
        robin roger roland ron ronald rosa rosemary ross roy ruth ryan sabine sally sam samantha
        samuel sandra sanjay sara sarah scott sean sebastian sergio sharon sheila shirley silvia
        simon simone sofia sonia sophia sophie stefan stefanie stella stephanie stephen steve
        steven stuart sue susan susanne suzanne sven sylvia tamara tanya tara ted teresa terry
        theo theresa thomas tim timothy tina tobias todd tom tomas tony tracy ulrich ursula uwe
        valentina valerie vanessa vera veronica victor victoria vijay vincent virginia walter
        wayne wei wendy werner william willem wolfgang xavier yasmin yolanda yves yvonne zoe
        """
    ),
    "title": phrases(
        "mr|mrs|ms|miss|dr|prof|sen|rep|herr|frau|monsieur|madame|mme|sr|sra|senor|senora|sig|signor"
        "|signora|dhr|mevr"
    ),
}
